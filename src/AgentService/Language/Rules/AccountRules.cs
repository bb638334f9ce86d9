namespace GroupChat.Agents.Language.Rules;

/// <summary>Numbers with check digits: they are reported only when the digits are right.</summary>
internal static class AccountRules
{
    private const int ShortestIban = 15;
    private const int LongestIban = 34;

    public static EntityRule[] All { get; } =
    [
        new(EntityType.Iban, EntityRule.Of(@"\b[A-Z]{2}[0-9]{2}( ?[A-Z0-9]{1,4}){2,8}\b"), Iban),
        new(EntityType.PaymentCard, EntityRule.Of(@"\b[3-6][0-9]{3}([ -]?[0-9]){9,15}\b"), Card),
    ];

    /// <summary>ISO 13616: what follows after a space may be the next word, so shorter ones are tried as well.</summary>
    private static EntityReading? Iban(string match)
    {
        for (var length = match.Length; length >= ShortestIban; length = match.LastIndexOf(' ', length - 1))
        {
            var number = match[..length].Replace(" ", "", StringComparison.Ordinal);
            if (number.Length is >= ShortestIban and <= LongestIban && Remainder(number) == 1)
                return new(length, number, 0.99);
        }
        return null;
    }

    /// <summary>ISO 7064, mod 97-10: the first four signs go to the end, and letters count from 10.</summary>
    private static int Remainder(string iban)
    {
        var remainder = 0;
        foreach (var sign in iban[4..] + iban[..4])
            remainder = char.IsAsciiDigit(sign) ? ((remainder * 10) + sign - '0') % 97 : ((remainder * 100) + sign - 'A' + 10) % 97;
        return remainder;
    }

    private static EntityReading? Card(string match)
    {
        var digits = match.Where(char.IsAsciiDigit).Select(static digit => digit - '0').ToList();
        return Luhn(digits) % 10 == 0 ? new(match.Length, string.Concat(digits), 0.9) : null;
    }

    /// <summary>ISO/IEC 7812-1, annex B: every second digit from the right counts twice.</summary>
    private static int Luhn(List<int> digits)
    {
        var sum = 0;
        for (var index = 0; index < digits.Count; index++)
        {
            var digit = digits[^(index + 1)] * (index % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum;
    }
}
