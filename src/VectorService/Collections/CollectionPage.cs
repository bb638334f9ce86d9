using GroupChat.Vectors.Points;

namespace GroupChat.Vectors.Collections;

/// <summary>One page of collections. The token for the next one stands for the last id.</summary>
internal sealed record CollectionPage(IReadOnlyList<CollectionInfo> Collections, string NextToken)
{
    public const int DefaultSize = 50;
    public const int MaxSize = 200;

    /// <summary>A page out of the collections found, of which one more than the page holds was asked for.</summary>
    public static CollectionPage Of(IReadOnlyList<CollectionInfo> found, int size) => found.Count <= size
        ? new(found, "")
        : new([.. found.Take(size)], PageToken.Of(found[size - 1].Definition.Id));
}
