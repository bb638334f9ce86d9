using GroupChat.TestSupport;
using GroupChat.Vectors.Lexical;

namespace GroupChat.Vectors.Tests.Lexical;

public sealed class PostingListTests
{
    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(7, 127, 127)]
    [InlineData(7, 128, 127)]
    [InlineData(Posting.MaxSlots - 1, 16_384, 127)]
    public void Posting_OfASlot_KeepsItAndCountsAsFarAsItMatters(int slot, int count, int counted)
    {
        var (foundSlot, foundCount) = new Posting(slot, count);
        Assert.Equal((slot, counted), (foundSlot, foundCount));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Posting.MaxSlots)]
    public void Posting_SlotBeyondAll_IsRefusedNotMixedUp(int slot) => Assert.Throws<ArgumentOutOfRangeException>(() => new Posting(slot, 1));

    [Fact]
    public void Span_AfterEveryAdd_HasAllInOrder()
    {
        var list = new PostingList(new(0, 1));
        for (var slot = 1; slot < 300; slot++)
        {
            Assert.Equal(slot, list.Span.Length);
            list.Add(new(slot, slot));
        }

        Assert.Equal(Enumerable.Range(0, 300), list.Span.ToArray().Select(posting => posting.Slot));
    }

    [Fact]
    public async Task Span_WhileAnotherThreadAdds_IsAlwaysABeginning()
    {
        var list = new PostingList(new(0, 1));
        var writing = Task.Run(() =>
        {
            for (var slot = 1; slot < 200_000; slot++)
                list.Add(new(slot, 1));
        });
        do
        {
            var seen = list.Span;
            Assert.Equal(seen.Length - 1, seen[^1].Slot);
            Assert.Equal(seen.Length / 2, seen[seen.Length / 2].Slot);
        }
        while (!writing.IsCompleted);
        await writing.Within();
    }
}
