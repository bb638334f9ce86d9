using FsCheck;
using FsCheck.Fluent;
using GroupChat.Agents.Tools;
using GroupChat.Agents.Tools.BuiltIn;

namespace GroupChat.Agents.Tests.Tools;

public sealed class CalculatorTests
{
    [Theory]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("2 + 3 * 4 ^ 2 / 8 - 1", "7")]
    [InlineData("-2 ^ 2", "-4")]
    [InlineData("2 ^ 3 ^ 2", "512")]
    [InlineData("2 ^ -2", "0.25")]
    [InlineData("--3 - -(1)", "4")]
    [InlineData("17 % 5 × 2 ÷ 4", "1")]
    [InlineData("round(2.345, 2) + max(1, 2; 3) + abs(-1)", "6.35")]
    [InlineData("sqrt(2)", "1.4142135623731")]
    [InlineData("1_000_000 * 1e3", "1000000000")]
    [InlineData("12345678901234567890 * 3", "37037036703703703670")]
    public void Evaluate_AnExpression_IsItsValue(string expression, string value) =>
        Assert.Equal(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture), decimal.Round(Calculator.Evaluate(expression), 14));

    [Theory]
    [InlineData("")]
    [InlineData("1 +")]
    [InlineData("(1")]
    [InlineData("1)")]
    [InlineData("1 1")]
    [InlineData("1..2")]
    [InlineData("1e")]
    [InlineData("1e999")]
    [InlineData("1 / 0")]
    [InlineData("5 % 0")]
    [InlineData("9 ^ 999")]
    [InlineData("2 ^ 1e9")]
    [InlineData("0 ^ -1")]
    [InlineData("sqrt(-1)")]
    [InlineData("ln(0)")]
    [InlineData("exit(1)")]
    [InlineData("abs()")]
    [InlineData("round(1, 99)")]
    [InlineData("System.Environment.Exit(1)")]
    public void Evaluate_WhatIsNone_SaysWhy(string expression) => Assert.Throws<ToolException>(() => Calculator.Evaluate(expression));

    [Theory]
    [InlineData('(')]
    [InlineData('-')]
    [InlineData('9')]
    [InlineData('^')]
    public void Evaluate_HostileLength_IsRefused(char sign)
    {
        Assert.Throws<ToolException>(() => Calculator.Evaluate(new string(sign, 100_000)));
        Assert.Throws<ToolException>(() => Calculator.Evaluate(new string(sign, Calculator.Longest - 1) + "+"));
    }

    [Fact]
    public void Evaluate_AnySigns_EndInAValueOrAToolException() =>
        Prop.ForAll(Gen.Elements("0123456789.+-*/%^()e, sqrtabmx".ToCharArray()).ArrayOf().Select(static signs => new string(signs)).ToArbitrary(), static text =>
        {
            try
            {
                Calculator.Evaluate(text);
            }
            catch (ToolException)
            {
                // The one way to say no.
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Evaluate_SumsAndProducts_AreDecimalArithmetic() =>
        Prop.ForAll<short, short, short>(static (a, b, c) => Calculator.Evaluate($"({a}) * {b} - ({c} + {a} * ({b}))") == (a * (decimal)b) - (c + (a * (decimal)b)))
            .QuickCheckThrowOnFailure();
}
