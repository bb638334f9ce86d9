namespace GroupChat.Vectors.Dense.Scan;

/// <summary>Scores candidates by their floats: what decides an answer.</summary>
internal static unsafe class Rescoring
{
    /// <summary>Offers the best that count of a beam of codes, so many, to a beam of floats.</summary>
    public static void Run(in VectorView view, in DenseQuery query, SearchScratch scratch, Beam codes, Beam best, int most)
    {
        var count = 0;
        foreach (var key in codes.Keys)
        {
            if (most == 0)
                break;
            if ((key & SlotKey.Passage) != 0)
                continue;
            scratch.Slots[count++] = SlotKey.Slot(key);
            most--;
            if (count < SearchScratch.MaxGroup)
                continue;
            OfferGroup(view, query, scratch, best, count);
            count = 0;
        }

        if (count > 0)
            OfferGroup(view, query, scratch, best, count);
    }

    private static void OfferGroup(in VectorView view, in DenseQuery query, SearchScratch scratch, Beam best, int count)
    {
        ByFloats.Score(view, query, scratch, count, Ahead.Named);
        for (var i = 0; i < count; i++)
            best.Offer(SlotKey.Of(scratch.Closeness[i], scratch.Slots[i]));
    }
}
