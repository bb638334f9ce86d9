using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace GroupChat.Bench.Load;

/// <summary>A text of 256 characters that says which message of its room it is and when it was sent, in a form found without parsing.</summary>
internal readonly record struct Stamp(long Number, long SentAt)
{
    private const int Length = 256;
    private const int Digits = 16;

    private static ReadOnlySpan<byte> Mark => "~~"u8;

    public static string Text(long number) => string.Create(
        CultureInfo.InvariantCulture, $"~~{number:x16}{Stopwatch.GetTimestamp():x16}").PadRight(Length, 'x');

    public static Stamp? Find(ReadOnlySpan<byte> message)
    {
        var at = message.IndexOf(Mark);
        if (at < 0)
            return null;
        var digits = message[(at + Mark.Length)..];
        return Utf8Parser.TryParse(digits[..Digits], out long number, out _, 'x')
            && Utf8Parser.TryParse(digits.Slice(Digits, Digits), out long sentAt, out _, 'x')
            ? new(number, sentAt)
            : null;
    }
}
