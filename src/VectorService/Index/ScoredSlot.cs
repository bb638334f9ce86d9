namespace GroupChat.Vectors.Index;

/// <summary>A point's slot and its score in one lane; higher is better.</summary>
internal readonly record struct ScoredSlot(int Slot, double Score);
