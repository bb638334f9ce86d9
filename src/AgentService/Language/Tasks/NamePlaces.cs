using GroupChat.Agents.Language.Rules;

namespace GroupChat.Agents.Language.Tasks;

/// <summary>Where the names that a model found stand: everywhere in the text, and not inside longer words.</summary>
internal static class NamePlaces
{
    public static bool IsName(EntityType kind) => kind is EntityType.Person or EntityType.Organization or EntityType.Place;

    /// <summary>Long names first, so that "New York Times" is not taken for a place.</summary>
    public static List<FoundEntity> Of(string text, IEnumerable<NamesTask.Found> names)
    {
        var places = new List<FoundEntity>();
        foreach (var name in names.DistinctBy(static name => name.Text).OrderByDescending(static name => name.Text.Length))
        {
            var at = text.IndexOf(name.Text, StringComparison.Ordinal);
            for (; at >= 0 && places.Count < EntityRules.Most; at = text.IndexOf(name.Text, at + name.Text.Length, StringComparison.Ordinal))
            {
                if (StandsAlone(text, at, at + name.Text.Length))
                    places.Add(new FoundEntity(KindOf(name.Kind), at, name.Text.Length, "", name.Confidence));
            }
        }
        return places;
    }

    private static bool StandsAlone(string text, int start, int end) =>
        (start == 0 || !char.IsLetterOrDigit(text[start - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end]));

    private static EntityType KindOf(string kind) => kind switch
    {
        "person" => EntityType.Person,
        "organization" => EntityType.Organization,
        _ => EntityType.Place,
    };
}
