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

    private readonly ExpressionReader _reader;
    private int _depth;

    private Calculator(ExpressionReader reader) => _reader = reader;

    /// <exception cref="ToolException">It is no expression, or its value is no number.</exception>
    public static decimal Evaluate(string expression)
    {
        if (expression.Length > Longest)
            throw new ToolException($"an expression has at most {Longest} characters.");
        var reader = new ExpressionReader(expression);
        try
        {
            var value = new Calculator(reader).Sum();
            return reader.IsAtEnd ? value : throw reader.Unexpected();
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
            if (_reader.Take('+'))
                value += Product();
            else if (_reader.Take('-') || _reader.Take('−'))
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
            if (_reader.Take('*') || _reader.Take('×'))
                value *= Signed();
            else if (_reader.Take('/') || _reader.Take('÷'))
                value /= Signed();
            else if (_reader.Take('%'))
                value %= Signed();
            else
                return value;
        }
    }

    private decimal Signed()
    {
        var negative = false;
        while (_reader.Take('-') || _reader.Take('−'))
            negative = !negative;
        var value = Power();
        return negative ? -value : value;
    }

    /// <summary>Binds to the right and before a sign: -2^2 is -4.</summary>
    private decimal Power()
    {
        var value = Atom();
        if (!_reader.Take('^'))
            return value;
        if (++_depth > Deepest)
            throw new ToolException("too many powers.");
        value = CalculatorFunctions.Power(value, Signed(), LargestExponent);
        _depth--;
        return value;
    }

    private decimal Atom()
    {
        if (_reader.Take('('))
            return Closed(Sum());
        return _reader.Name() is { Length: > 0 } name ? Named(name) : _reader.Number();
    }

    private decimal Named(string name)
    {
        if (CalculatorFunctions.Constant(name) is { } constant)
            return constant;
        if (!_reader.Take('('))
            throw _reader.Unexpected();
        var values = new List<decimal> { Sum() };
        while (_reader.Take(',') || _reader.Take(';'))
            values.Add(Sum());
        Closed(0);
        return CalculatorFunctions.Call(name, values);
    }

    private decimal Closed(decimal value) => _reader.Take(')') ? value : throw _reader.Unexpected();
}
