using System.Globalization;

namespace GroupChat.Agents.Tools.BuiltIn;

/// <summary>
/// Exact arithmetic on decimal fractions of 28 digits: + - * / % ^, brackets, and a few functions. Roots and logarithms are
/// rounded to 15 digits. Recursive descent over at most 512 characters, so that no expression can exhaust the stack.
/// </summary>
internal sealed class Calculator
{
    public const int Longest = 512;
    private const int Deepest = 64;
    private const int LargestExponent = 1000;

    private readonly string _text;
    private int _at;
    private int _depth;

    private Calculator(string text) => _text = text;

    /// <exception cref="ToolException">It is no expression, or its value is no number.</exception>
    public static decimal Evaluate(string expression)
    {
        if (expression.Length > Longest)
            throw new ToolException($"an expression has at most {Longest} characters.");
        var calculator = new Calculator(expression);
        try
        {
            var value = calculator.Sum();
            calculator.SkipSpace();
            return calculator._at == expression.Length ? value : throw calculator.Unexpected();
        }
        catch (OverflowException)
        {
            throw new ToolException("the result is too large.");
        }
        catch (DivideByZeroException)
        {
            throw new ToolException("division by zero.");
        }
    }

    private decimal Sum()
    {
        if (++_depth > Deepest)
            throw new ToolException("too many brackets.");
        var value = Product();
        while (true)
        {
            if (Take('+'))
                value += Product();
            else if (Take('-') || Take('−'))
                value -= Product();
            else
                break;
        }
        _depth--;
        return value;
    }

    private decimal Product()
    {
        var value = Signed();
        while (true)
        {
            if (Take('*') || Take('×'))
                value *= Signed();
            else if (Take('/') || Take('÷'))
                value /= Signed();
            else if (Take('%'))
                value %= Signed();
            else
                return value;
        }
    }

    private decimal Signed()
    {
        var negative = false;
        while (Take('-') || Take('−'))
            negative = !negative;
        var value = Power();
        return negative ? -value : value;
    }

    /// <summary>Binds to the right and before a sign: -2^2 is -4.</summary>
    private decimal Power()
    {
        var value = Atom();
        if (!Take('^'))
            return value;
        if (++_depth > Deepest)
            throw new ToolException("too many powers.");
        value = CalculatorFunctions.Power(value, Signed(), LargestExponent);
        _depth--;
        return value;
    }

    private decimal Atom()
    {
        SkipSpace();
        if (Take('('))
            return Closed(Sum());
        var start = _at;
        while (_at < _text.Length && char.IsAsciiLetter(_text[_at]))
            _at++;
        return _at > start ? Named(_text[start.._at].ToLowerInvariant()) : Number();
    }

    private decimal Named(string name)
    {
        if (CalculatorFunctions.Constant(name) is { } constant)
            return constant;
        if (!Take('('))
            throw Unexpected();
        var values = new List<decimal> { Sum() };
        while (Take(',') || Take(';'))
            values.Add(Sum());
        Closed(0);
        return CalculatorFunctions.Call(name, values);
    }

    private decimal Closed(decimal value) => Take(')') ? value : throw Unexpected();

    private decimal Number()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiDigit(_text[_at]) || _text[_at] is '.' or '_'))
            _at++;
        if (_at + 1 < _text.Length && _text[_at] is 'e' or 'E' && (char.IsAsciiDigit(_text[_at + 1]) || _text[_at + 1] is '-' or '+'))
        {
            for (_at += 2; _at < _text.Length && char.IsAsciiDigit(_text[_at]);)
                _at++;
        }
        var digits = _text[start.._at].Replace("_", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Unexpected();
    }

    private bool Take(char sign)
    {
        SkipSpace();
        if (_at >= _text.Length || _text[_at] != sign)
            return false;
        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private ToolException Unexpected() => new($"the expression cannot be read at character {_at + 1}.");
}
