using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.Gateway.Edge.Json.Binding;

/// <summary>What is wrong with a request, field by field; no more than a reader could want, whatever was sent.</summary>
internal sealed class Mistakes
{
    private const int Most = 16;
    private const int MaxFieldLength = 128;
    private readonly Violations _found = new();
    private int _count;

    public bool Any => _count > 0;

    /// <summary>Nothing more is noted.</summary>
    public bool IsFull => _count >= Most;

    /// <param name="field">The contract's path, or as much of it as was given.</param>
    /// <param name="description">One sentence without the value.</param>
    public void Add(string field, string description)
    {
        if (IsFull)
            return;
        _count++;
        _found.Add(field.Length <= MaxFieldLength ? field : field[..MaxFieldLength] + "...", description);
    }

    /// <exception cref="DomainError">INVALID_ARGUMENT that names every field.</exception>
    public void ThrowIfAny() => _found.ThrowIfAny();
}
