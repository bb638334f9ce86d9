using System.Globalization;
using System.Text.RegularExpressions;

namespace GroupChat.Agents.Llama;

/// <summary>
/// Messages as tokens. The template's marks become special tokens, and nothing that people or documents wrote does: a message that
/// spells such a mark would otherwise speak in another's name.
/// </summary>
internal static partial class PromptTokens
{
    public static int[] Of(LlamaModel model, IReadOnlyList<LlamaMessage> messages)
    {
        var whole = model.Vocabulary.Tokenize(model.Template.Apply(messages), addSpecial: true, parseSpecial: true);
        var bare = model.Template.Apply([.. messages.Select(static message => message with { Content = "" })]);
        var marks = model.Vocabulary.Tokenize(bare, addSpecial: true, parseSpecial: true);
        return Marks(model, whole).SequenceEqual(Marks(model, marks)) ? whole : InParts(model, messages);
    }

    private static IEnumerable<int> Marks(LlamaModel model, int[] tokens) => tokens.Where(model.Vocabulary.IsControl);

    // Somebody's text spells a mark: template and texts are taken apart one by one, and only the template is read for marks.
    private static int[] InParts(LlamaModel model, IReadOnlyList<LlamaMessage> messages)
    {
        var places = messages.Select(static (message, index) => message with { Content = Place(index) }).ToList();
        var template = model.Template.Apply(places);
        List<int> tokens = [];
        var at = 0;
        foreach (Match place in Places().Matches(template))
        {
            Add(template[at..place.Index], special: true);
            Add(messages[int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture)].Content, special: false);
            at = place.Index + place.Length;
        }
        Add(template[at..], special: true);
        return [.. tokens];

        void Add(string text, bool special)
        {
            if (text.Length > 0 || tokens.Count == 0)
                tokens.AddRange(model.Vocabulary.Tokenize(text, addSpecial: tokens.Count == 0, parseSpecial: special));
        }
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"\uE000{index}\uE001");

    [GeneratedRegex("\uE000([0-9]+)\uE001", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
