# An answer that waits to be approved.
draft-lapsed = The answer to { $code } by comrade { $name } waits to be approved no more: the case has changed since. Please open the case again.
