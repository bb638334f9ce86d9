namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>What the calculator knows by name.</summary>
internal static class CalculatorFunctions
{
    public static decimal? Constant(string name) => name switch
    {
        "pi" => 3.1415926535897932384626433833m,
        "e" => 2.7182818284590452353602874714m,
        _ => null,
    };

    public static decimal Call(string name, IReadOnlyList<decimal> values) => (name, values) switch
    {
        ("abs", [var x]) => Math.Abs(x),
        ("floor", [var x]) => Math.Floor(x),
        ("ceil", [var x]) => Math.Ceiling(x),
        ("round", [var x]) => Math.Round(x, MidpointRounding.AwayFromZero),
        ("round", [var x, >= 0 and <= 28 and var digits]) => Math.Round(x, (int)digits, MidpointRounding.AwayFromZero),
        ("sqrt", [var x]) => Rounded(Math.Sqrt((double)x)),
        ("ln", [var x]) => Rounded(Math.Log((double)x)),
        ("log", [var x]) => Rounded(Math.Log10((double)x)),
        ("exp", [var x]) => Rounded(Math.Exp((double)x)),
        ("sin", [var x]) => Rounded(Math.Sin((double)x)),
        ("cos", [var x]) => Rounded(Math.Cos((double)x)),
        ("tan", [var x]) => Rounded(Math.Tan((double)x)),
        ("min", _) => values.Min(),
        ("max", _) => values.Max(),
        ("sum", _) => values.Sum(),
        ("avg", _) => values.Sum() / values.Count,
        _ => throw new ToolException("there is no such function, or not with so many values."),
    };

    /// <summary>Exact for whole exponents.</summary>
    public static decimal Power(decimal value, decimal exponent, int largest)
    {
        if (exponent != decimal.Truncate(exponent))
            return Rounded(Math.Pow((double)value, (double)exponent));
        if (Math.Abs(exponent) > largest)
            throw new ToolException($"an exponent is at most {largest}.");
        var power = 1m;
        for (var count = 0; count < Math.Abs(exponent); count++)
            power *= value;
        return exponent < 0 ? 1 / power : power;
    }

    private static decimal Rounded(double value) =>
        double.IsFinite(value) ? (decimal)value : throw new ToolException("the result is no number, or too large.");
}
