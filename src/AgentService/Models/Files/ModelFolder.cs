using System.Text.RegularExpressions;
using GroupChat.ServiceDefaults.Hosting;

namespace GroupChat.Agents.Models.Files;

/// <summary>
/// The folder models/ of the data folder: ID.gguf is a model, ID.gguf.part what a download has left, and ID.gguf.part.json says of
/// which. A name that is no id is nobody's, and no id leads out of the folder.
/// </summary>
internal sealed partial class ModelFolder(DataFolder data)
{
    private const string Ending = ".gguf";

    public string Path { get; } = data.File("models");

    public static bool IsId(string id) => Id().IsMatch(id);

    /// <summary>In order.</summary>
    public IReadOnlyList<string> Ids => !Directory.Exists(Path) ? [] :
    [
        .. Directory.EnumerateFiles(Path, "*" + Ending).Select(static file => System.IO.Path.GetFileName(file)[..^Ending.Length])
            .Where(IsId).Order(StringComparer.Ordinal),
    ];

    public bool Has(string id) => IsId(id) && File.Exists(FileOf(id));

    public string FileOf(string id) =>
        IsId(id) ? System.IO.Path.Combine(Path, id + Ending) : throw new ArgumentException("It is no id.", nameof(id));

    public string PartOf(string id) => FileOf(id) + ".part";

    public string NoteOf(string id) => PartOf(id) + ".json";

    /// <summary>What a download has left. False when there was nothing.</summary>
    public bool DeletePart(string id) => Delete(PartOf(id)) | Delete(NoteOf(id));

    /// <summary>False when there was nothing.</summary>
    public bool DeleteFile(string id) => Delete(FileOf(id));

    private static bool Delete(string file)
    {
        var was = File.Exists(file);
        File.Delete(file);
        return was;
    }

    [GeneratedRegex("^[a-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
