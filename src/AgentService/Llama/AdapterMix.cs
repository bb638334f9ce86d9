namespace GroupChat.Agents.Llama;

/// <summary>Adapters and how much of each: what a sequence is computed with from its first token to its last. Equal by what it does.</summary>
internal sealed class AdapterMix(string key, nint[] adapters, float[] scales) : IEquatable<AdapterMix>
{
    public static AdapterMix None { get; } = new("", [], []);

    /// <summary>Names and scales, in the model's order.</summary>
    public string Key => key;

    public ReadOnlySpan<nint> Adapters => adapters;

    public ReadOnlySpan<float> Scales => scales;

    public bool Equals(AdapterMix? other) => other is not null && key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as AdapterMix);

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);
}
