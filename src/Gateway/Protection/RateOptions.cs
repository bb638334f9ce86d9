using System.ComponentModel.DataAnnotations;

namespace GroupChat.Gateway.Protection;

/// <summary>A bucket of tokens: how fast it fills, and how many it holds.</summary>
internal sealed class RateOptions
{
    /// <summary>Calls a second in the long run.</summary>
    [Range(0.001, 1_000_000)]
    public double PerSecond { get; set; } = 1;

    /// <summary>Calls at once after a pause.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; set; } = 1;
}
