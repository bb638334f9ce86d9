namespace GroupChat.Vectors.Lexical;

/// <summary>A term occurs Count times in the point at Slot.</summary>
internal readonly record struct Posting(int Slot, int Count);
