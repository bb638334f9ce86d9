using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Dense;

namespace GroupChat.Vectors.Tests.Dense;

public sealed class CodesTests
{
    [Fact]
    public void WriteRow_AnyVector_IsWithinHalfAStep() => Prop
        .ForAll<float[]>(numbers =>
        {
            var vector = Finite(numbers);
            var codes = new byte[vector.Length + 5];
            var step = Codes.WriteRow(vector, codes);
            return codes[vector.Length..].All(code => code == 128)
                && vector.Zip(codes).All(pair => Math.Abs(pair.First - ((pair.Second - 128) * step)) <= step * 0.501f);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void WriteQuery_AnyVector_StaysWhereTwoProductsFit() => Prop
        .ForAll<float[]>(numbers =>
        {
            var vector = Finite(numbers);
            var codes = new sbyte[vector.Length];
            var (step, offset) = Codes.WriteQuery(vector, codes);
            return codes.All(code => code is >= -63 and <= 63) && offset == 128 * codes.Sum(code => code)
                && vector.Zip(codes).All(pair => Math.Abs(pair.First - (pair.Second * step)) <= step * 0.501f);
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void SlotKey_AnyTwo_SortsTheCloserFirst() => Prop
        .ForAll<float, float>((left, right) =>
        {
            var (a, b) = (Finite([left])[0], Finite([right])[0]);
            var (keyA, keyB) = (SlotKey.Of(a, 5), SlotKey.Of(b, SlotKey.MaxSlots - 1));
            return SlotKey.Slot(keyB) == SlotKey.MaxSlots - 1 && SlotKey.Closeness(keyA) == a && (a <= b || keyA < keyB) && (b <= a || keyB < keyA);
        })
        .QuickCheckThrowOnFailure();

    private static float[] Finite(float[] numbers) =>
        [.. numbers.Select(number => float.IsFinite(number) ? Math.Clamp(number, -1e18f, 1e18f) : 0), 1];
}
