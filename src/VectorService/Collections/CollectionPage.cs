using System.Buffers.Text;
using System.Text;

namespace GroupChat.Vectors.Collections;

/// <summary>One page of collections. The token for the next one is the last id, in a form that invites nobody to build it.</summary>
internal sealed record CollectionPage(IReadOnlyList<CollectionInfo> Collections, string NextToken)
{
    public const int DefaultSize = 50;
    public const int MaxSize = 200;

    /// <summary>A page out of the collections found, of which one more than the page holds was asked for.</summary>
    public static CollectionPage Of(IReadOnlyList<CollectionInfo> found, int size) => found.Count <= size
        ? new(found, "")
        : new([.. found.Take(size)], Base64Url.EncodeToString(Encoding.UTF8.GetBytes(found[size - 1].Definition.Id)));

    /// <summary>The id a token stands for, empty for an empty one.</summary>
    public static string After(string token)
    {
        if (token.Length == 0)
            return "";
        if (!Base64Url.IsValid(token))
            throw VectorErrors.InvalidPageToken();
        var id = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token));
        return CollectionRules.IsId(id) ? id : throw VectorErrors.InvalidPageToken();
    }
}
