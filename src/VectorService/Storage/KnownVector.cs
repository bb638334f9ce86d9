namespace GroupChat.Vectors.Storage;

/// <summary>Whether the caller of a load has this vector of this point already, to the last bit; then it is left out.</summary>
internal delegate bool KnownVector(string id, ReadOnlySpan<float> vector);
