using Google.Protobuf.Reflection;

namespace GroupChat.Gateway.Edge.Json.OpenApi;

/// <summary>What the contract says about itself, by full name: the comments above services, methods, messages, fields and values.</summary>
internal sealed class ContractComments
{
    private const string Resource = "contract.binpb";
    private readonly Dictionary<string, string> _comments = new(StringComparer.Ordinal);

    private ContractComments(FileDescriptorSet files)
    {
        foreach (var file in files.File)
            Add(file);
    }

    /// <summary>Of the contract this was built with.</summary>
    public static ContractComments Load()
    {
        using var image = typeof(ContractComments).Assembly.GetManifestResourceStream(Resource)!;
        return new(FileDescriptorSet.Parser.ParseFrom(image));
    }

    /// <summary>As Markdown: lines that belong together are one, an empty line parts paragraphs. Empty when nothing is said.</summary>
    public string Of(string fullName) => _comments.GetValueOrDefault(fullName, "");

    /// <summary>The first sentence.</summary>
    public string SummaryOf(string fullName)
    {
        var text = Of(fullName);
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }

    private void Add(FileDescriptorProto file)
    {
        foreach (var place in file.SourceCodeInfo?.Location ?? [])
        {
            if (place.LeadingComments.Length > 0 && DescriptorPath.NameOf(file, place.Path) is { } name)
                _comments[name] = Plain(place.LeadingComments);
        }
    }

    private static string Plain(string comment) => string.Join("\n\n", comment.Split("\n\n").Select(paragraph =>
        string.Join(' ', paragraph.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))).Trim();
}
