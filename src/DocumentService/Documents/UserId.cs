namespace GroupChat.Documents.Documents;

/// <summary>Id of a person or an agent.</summary>
internal readonly record struct UserId(string Value)
{
    public override string ToString() => Value;
}
