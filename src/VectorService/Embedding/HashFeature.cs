namespace GroupChat.Vectors.Embedding;

/// <summary>One feature of a text: its hash, how often it occurs, and how much its kind weighs.</summary>
internal readonly record struct HashFeature(ulong Hash, int Count, float Weight)
{
    /// <summary>Weight times the dampened count, 1 + ln tf.</summary>
    public float Strength => Weight * (1 + (float)Math.Log(Count));
}
