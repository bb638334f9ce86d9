using FsCheck;
using FsCheck.Fluent;
using GroupChat.Chat.Search.Index;

namespace GroupChat.Chat.Tests.Search;

public sealed class SegmentTests
{
    [Fact]
    public void Postings_AnyNumbers_AreReadAsWritten() => Prop
        .ForAll<NonNull<int[]>, PositiveInt>((seed, density) =>
        {
            var numbers = Ascending(seed.Get, density.Get);
            if (numbers.Length == 0)
                return true;
            var written = new ByteWriter();
            Postings.Write(written, numbers);
            var read = new List<int>();
            Postings.Read(written.Written, read);
            var marks = new bool[numbers[^1] + 1];
            Postings.Mark(written.Written, marks);
            return read.SequenceEqual(numbers) && numbers.SequenceEqual(Enumerable.Range(0, marks.Length).Where(n => marks[n]));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Postings_Intersected_KeepWhatIsInBoth() => Prop
        .ForAll<NonNull<int[]>, NonNull<int[]>, PositiveInt>((left, right, density) =>
        {
            var (a, b) = (Ascending(left.Get, density.Get), Ascending(right.Get, 3));
            if (a.Length == 0)
                return true;
            var written = new ByteWriter();
            Postings.Write(written, a);
            var kept = b.ToList();
            Postings.Intersect(written.Written, kept);
            return kept.SequenceEqual(b.Intersect(a).Order());
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Places_Any_AreReadAsWritten()
    {
        SearchPlace[] places = [new(1_700_000_000_000, 1, 5), new(1_700_000_000_000, 900, 1), new(1_700_000_999_999, 1, long.MaxValue >> 24)];
        Assert.Equal(places, PlaceCodec.Decode(PlaceCodec.Encode(places)));
    }

    // A merged segment is the one that would have been built of the messages that stayed.
    [Fact]
    public void Merge_AnySegments_GivesTheSegmentOfTheirMessages() => Prop
        .ForAll<NonNull<int[][]>, PositiveInt>((messages, parts) =>
        {
            var count = (parts.Get % 4) + 1;
            var all = messages.Get.Select((grams, i) => (Place: new SearchPlace(i, 1, i), Grams: (grams ?? []).Select(gram => (long)(gram & 31)).ToList())).ToArray();
            var segments = Enumerable.Range(0, count).Select(part => Build(all.Where((_, i) => i * 7 % count == part))).ToArray();
            var merged = SegmentMerge.Run(segments, (_, place) => place.Sequence % 3 != 0);
            return Show(merged) == Show(Build(all.Where(message => message.Place.Sequence % 3 != 0)));
        })
        .QuickCheckThrowOnFailure();

    private static Segment Build(IEnumerable<(SearchPlace Place, List<long> Grams)> messages)
    {
        var builder = new SegmentBuilder();
        foreach (var (place, grams) in messages)
            builder.Add(place, grams);
        return builder.Build();
    }

    private static string Show(Segment segment) => string.Join(
        ';', segment.Places.Select(place => place.Sequence.ToString()).Concat(segment.Pages.Select(page => $"{page.First}:{Convert.ToHexString(page.Content)}")));

    private static int[] Ascending(int[] seed, int density) =>
        [.. seed.Select(n => (int)((uint)n % 500 / (uint)((density % 5) + 1))).Distinct().Order()];
}
