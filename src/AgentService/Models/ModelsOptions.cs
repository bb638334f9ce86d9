using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using GroupChat.Agents.Extractive;

namespace GroupChat.Agents.Models;

/// <summary>Settings under "Models": the configured models by id.</summary>
internal sealed partial class ModelsOptions : Dictionary<string, ModelOptions>, IValidatableObject
{
    /// <summary>Every model that may be named, the built-in one included.</summary>
    public bool Knows(string id) => id == ExtractiveChatClient.Name || ContainsKey(id);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (id, model) in this)
        {
            if (!Id().IsMatch(id) || id == ExtractiveChatClient.Name)
                yield return new($"an id has 1 to 64 of a-z, 0-9, dot, hyphen and underscore, and is not {ExtractiveChatClient.Name}", [id]);
            if (model.Fallback.Length > 0 && (model.Mode == ModelMode.Embed || Embeds(model.Fallback)))
                yield return new("models that embed do not stand in for others, nor others for them: vectors differ", [$"{id}:{nameof(ModelOptions.Fallback)}"]);
            if (model.Fallback.Length > 0 && !Knows(model.Fallback))
                yield return new($"there is no model {model.Fallback}", [$"{id}:{nameof(ModelOptions.Fallback)}"]);
            else if (IsRound(id))
                yield return new("leads back to this model", [$"{id}:{nameof(ModelOptions.Fallback)}"]);
        }
    }

    private bool Embeds(string id) => this.GetValueOrDefault(id)?.Mode == ModelMode.Embed;

    private bool IsRound(string id)
    {
        var next = this[id].Fallback;
        for (var steps = 0; steps < Count && next != id && TryGetValue(next, out var model); steps++)
            next = model.Fallback;
        return next == id;
    }

    [GeneratedRegex("^[a-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
