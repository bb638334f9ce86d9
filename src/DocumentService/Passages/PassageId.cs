using System.Globalization;
using GroupChat.Documents.Documents;

namespace GroupChat.Documents.Passages;

/// <summary>Id of a passage: its document and its position there.</summary>
internal readonly record struct PassageId(string Value)
{
    public static PassageId Of(DocumentId document, int ordinal) => new(string.Create(CultureInfo.InvariantCulture, $"{document}.{ordinal}"));

    /// <summary>False for text that is no passage's id.</summary>
    public bool TryRead(out DocumentId document, out int ordinal)
    {
        var dot = Value.LastIndexOf('.');
        document = new(dot < 0 ? "" : Value[..dot]);
        return int.TryParse(Value.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ordinal) && dot > 0;
    }

    public override string ToString() => Value;
}
