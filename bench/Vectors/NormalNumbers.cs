namespace GroupChat.Bench.Vectors;

/// <summary>Normally distributed numbers, the same everywhere: SplitMix64 and Box-Muller.</summary>
internal sealed class NormalNumbers(ulong seed)
{
    private ulong _state = seed;
    private double _spare;
    private bool _hasSpare;

    /// <summary>In (0, 1].</summary>
    public double Uniform()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return (((bits ^ (bits >> 31)) >> 11) + 1) * (1.0 / (1UL << 53));
    }

    public double Next()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        var (radius, angle) = (Math.Sqrt(-2 * Math.Log(Uniform())), 2 * Math.PI * Uniform());
        (_spare, _hasSpare) = (radius * Math.Sin(angle), true);
        return radius * Math.Cos(angle);
    }
}
