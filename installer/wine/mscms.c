/* Colour profiles of screens, which Wine 8 has only in part: always "there is none". */
#include <windows.h>

#define ANSWER(type, name, words) __declspec(dllexport) type WINAPI name words { return 0; }

ANSWER(void *, WcsCreateIccProfile, (void *profile, DWORD options))
ANSWER(void *, OpenColorProfileW, (void *profile, DWORD access, DWORD share, DWORD creation))
ANSWER(BOOL, CloseColorProfile, (void *profile))
ANSWER(BOOL, GetColorProfileFromHandle, (void *profile, void *buffer, void *size))
ANSWER(BOOL, GetColorDirectoryW, (void *machine, void *buffer, void *size))
ANSWER(BOOL, GetStandardColorSpaceProfileW, (void *machine, DWORD space, void *buffer, void *size))
