"""What is recorded and what follows from it. No Qt, no SQL, no PDF."""
