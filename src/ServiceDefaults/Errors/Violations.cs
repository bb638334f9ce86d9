namespace GroupChat.ServiceDefaults.Errors;

/// <summary>Collects what is wrong with a request, so that the caller learns of every mistake at once.</summary>
/// <example><code>
/// new Violations()
///     .AddIf(request.Title.Length == 0, "title", "must not be empty")
///     .AddIf(request.PageSize &lt; 0, "page_size", "must not be negative")
///     .ThrowIfAny();
/// </code></example>
public sealed class Violations
{
    /// <summary>The reason of the error thrown.</summary>
    public const string Reason = "INVALID_REQUEST";

    private List<FieldViolation>? _found;

    /// <summary>True once something is wrong.</summary>
    public bool Any => _found is not null;

    /// <summary>A finished error about one field.</summary>
    public static DomainError One(string field, string description) => ToError([new(field, description)]);

    /// <summary>Adds one violation; <paramref name="field"/> is the contract's path in snake case.</summary>
    public Violations Add(string field, string description)
    {
        (_found ??= []).Add(new(field, description));
        return this;
    }

    /// <summary>Adds one violation when <paramref name="broken"/>.</summary>
    public Violations AddIf(bool broken, string field, string description) => broken ? Add(field, description) : this;

    /// <summary>Throws one <see cref="DomainError"/> that names every field, or does nothing.</summary>
    public void ThrowIfAny()
    {
        if (_found is not null)
            throw ToError(_found);
    }

    private static DomainError ToError(IReadOnlyList<FieldViolation> found) =>
        new(ErrorCode.InvalidArgument, Reason, string.Join("; ", found.Select(v => $"{v.Field}: {v.Description}")))
        {
            Violations = found,
        };
}
