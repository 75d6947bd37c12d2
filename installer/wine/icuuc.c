/* ICU's converters of text, which Windows 10 has and Wine 8 has not: none can be opened. */
#define FAILED 4
#define TELLS(name, words) __declspec(dllexport) void name words { *error = FAILED; }
#define NOTHING(name) __declspec(dllexport) void name(void) {}

__declspec(dllexport) void *ucnv_open(const char *name, int *error) { *error = FAILED; return 0; }
__declspec(dllexport) const char *ucnv_getName(void *one, int *error) { *error = FAILED; return 0; }
__declspec(dllexport) const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { *error = FAILED; return 0; }
__declspec(dllexport) const char *ucnv_getAvailableName(int number) { return 0; }
__declspec(dllexport) int ucnv_countAvailable(void) { return 0; }
__declspec(dllexport) signed char ucnv_getMaxCharSize(void *one) { return 1; }
__declspec(dllexport) int ucnv_toUCountPending(void *one, int *error) { return 0; }
__declspec(dllexport) int ucnv_fromUCountPending(void *one, int *error) { return 0; }
TELLS(ucnv_setToUCallBack, (void *one, void *action, void *with, void *before, void *before_with, int *error))
TELLS(ucnv_setFromUCallBack, (void *one, void *action, void *with, void *before, void *before_with, int *error))
NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_fromUnicode)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
