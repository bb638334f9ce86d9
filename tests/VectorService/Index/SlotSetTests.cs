using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Index;

namespace GroupChat.Vectors.Tests.Index;

public sealed class SlotSetTests
{
    [Fact]
    public void With_AnyChanges_BehavesLikeASet() => Prop
        .ForAll<byte[], byte[]>((added, removed) =>
        {
            var set = SlotSet.Empty.With(Slots(added), []).With([], [.. Slots(removed).Intersect(Slots(added))]);
            var model = Slots(added).Except(Slots(removed)).Order().ToArray();
            return model.SequenceEqual(Walk(set)) && set.Count == model.Length
                && Enumerable.Range(0, 400).All(slot => set.Contains(slot) == model.Contains(slot));
        })
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Where_Condition_KeepsTheOriginal()
    {
        var all = SlotSet.Empty.With([1, 64, 130], []);
        Assert.Equal([64, 130], Walk(all.Where(slot => slot > 1)));
        Assert.Equal(3, all.Count);
    }

    private static int[] Slots(byte[] slots) => [.. slots.Select(slot => (int)slot).Distinct()];

    private static List<int> Walk(SlotSet set)
    {
        var slots = new List<int>();
        foreach (var slot in set)
            slots.Add(slot);
        return slots;
    }
}
