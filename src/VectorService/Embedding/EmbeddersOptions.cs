using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GroupChat.Vectors.Embedding;

/// <summary>Settings under "Embedders": the configured embedders by name. A name stands for one model for good: collections remember it.</summary>
internal sealed partial class EmbeddersOptions : Dictionary<string, EmbedderOptions>, IValidatableObject
{
    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var name in Keys.Where(name => !Name().IsMatch(name) || name is HashEmbedder.Name or EmbedderCatalog.None))
            yield return new($"a name has 1 to 64 of a-z, 0-9, dot, hyphen and underscore, and is not {HashEmbedder.Name} or {EmbedderCatalog.None}", [name]);
    }

    [GeneratedRegex("^[a-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
