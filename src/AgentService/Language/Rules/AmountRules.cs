using System.Text.RegularExpressions;

namespace GroupChat.Agents.Language.Rules;

/// <summary>Money, percentages and telephone numbers.</summary>
internal static class AmountRules
{
    private const string Number = @"[0-9]+([.,'][0-9]{3})*([.,][0-9]{1,2})?";
    private const string Codes = "EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK|BRL|MXN";
    private const string Words = "euros?|dollars?|pounds?|francs?|franken|yen|rupees?|pesos?|cents?";

    private static readonly Regex Digits = EntityRule.Of(Number);

    /// <summary>Names of one currency only: there are many dollars, francs and yuan with the sign of the yen.</summary>
    private static readonly Dictionary<string, string> Certain = new(StringComparer.OrdinalIgnoreCase)
    {
        ["€"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["£"] = "GBP",
        ["₹"] = "INR",
        ["yen"] = "JPY",
        ["franken"] = "CHF",
    };

    public static EntityRule[] All { get; } =
    [
        new(EntityType.Money, EntityRule.Of($@"([€$£¥₹]|\b({Codes})) ?{Number}"), Money),
        new(EntityType.Money, EntityRule.Of($@"\b{Number} ?([€$£¥₹]|({Codes})\b|(?i:{Words})\b)"), Money),
        new(EntityType.Percent, EntityRule.Of(@"\b[0-9]+([.,][0-9]+)? ?(%|(?i:percent|per cent|prozent|pour cent|por ciento)\b)"), Percent),
        new(EntityType.Phone, EntityRule.Of(@"[+(]?[0-9][0-9 ()./-]{4,22}[0-9]"), Phone),
    ];

    private static EntityReading? Money(string match)
    {
        var number = Digits.Match(match);
        var name = match.Remove(number.Index, number.Length).Trim();
        var code = Certain.GetValueOrDefault(name) ?? (name.Length == 3 && name.All(char.IsAsciiLetterUpper) ? name : null);
        return new(match.Length, code is null ? "" : $"{code} {Plain(number.Value)}", 0.93);
    }

    /// <summary>A last sign before one or two digits begins the fraction; before three it groups thousands.</summary>
    private static string Plain(string number)
    {
        var last = number.LastIndexOfAny(['.', ',']);
        var fraction = last >= 0 && number.Length - last - 1 < 3 ? number[(last + 1)..] : "";
        var whole = fraction.Length > 0 ? number[..last] : number;
        return string.Concat(whole.Where(char.IsAsciiDigit)) + (fraction.Length > 0 ? $".{fraction}" : "");
    }

    private static EntityReading? Percent(string match)
    {
        var number = string.Concat(match.TakeWhile(static sign => char.IsAsciiDigit(sign) || sign is '.' or ','));
        return new(match.Length, $"{number.Replace(',', '.')}%", 0.97);
    }

    /// <summary>Seven to fifteen digits (ITU-T E.164) that somebody wrote like a telephone number: with +, a leading 0 or in groups.</summary>
    private static EntityReading? Phone(string match)
    {
        // The zero in brackets is for callers within the country.
        var digits = string.Concat(match.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        var groups = match.Split([' ', '-', '/', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        var international = match[0] == '+';
        var looksLikeOne = international || match[0] is '(' or '0' || (groups.Length is 3 or 4 && !match.Contains('/') && groups.All(static group => group.Length is 3 or 4));
        if (digits.Length is < 7 or > 15 || !looksLikeOne)
            return null;
        return new(match.Length, international ? $"+{digits}" : "", international ? 0.95 : 0.75);
    }
}
