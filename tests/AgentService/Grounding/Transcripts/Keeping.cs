using System.Text;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Language;
using GroupChat.Agents.Language.Structured;
using GroupChat.Agents.Models;
using GroupChat.Agents.Storage;
using GroupChat.Agents.Turns;
using GroupChat.ServiceDefaults.Hosting;
using GroupChat.ServiceDefaults.Storage;
using GroupChat.TestSupport;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace GroupChat.Agents.Tests.Grounding.Transcripts;

/// <summary>A keeper of transcripts over a real database, which can be closed and opened again.</summary>
internal sealed class Keeping : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly StructuredModel _structured;
    private AgentDatabase _database;

    public Keeping(IChatClient? model = null, int contextTokens = 100_000)
        : this(new Model("scripted", "Scripted", "test", "", true, model ?? new ScriptedChatClient())
        {
            ContextTokens = contextTokens,
            MaxOutputTokens = 100,
        })
    {
    }

    public Keeping(Model model)
    {
        Model = model;
        _structured = new StructuredModel(new LanguageOptions(), _time, NullLogger<StructuredModel>.Instance);
        _database = Open();
    }

    public Model Model { get; }

    public ChattyRoom Room { get; } = new();

    public SqlTranscriptStore Store => new(_database);

    public void Restart()
    {
        _database.Dispose();
        _database = Open();
    }

    public Task<GroundedPrompt> AskAsync(RoomMessage question, params IReadOnlyList<PassageContent> found) =>
        Keeper().ExtendAsync(Room.TurnOf(question), Model, found, CancellationToken.None).Within();

    public Task<GroundedPrompt> AskAsync(string question, params IReadOnlyList<PassageContent> found) => AskAsync(Room.Say(question), found);

    /// <summary>Every byte that a model reads, in order.</summary>
    public static string Bytes(IEnumerable<ChatMessage> prompt)
    {
        var text = new StringBuilder();
        foreach (var message in prompt)
        {
            text.Append('<').Append(message.Role.Value).Append(' ').Append(message.AuthorName).Append('>');
            foreach (var content in message.Contents)
                text.Append(content is PassageContent passage ? $"[{passage.Number}] {passage.Title}\n{passage.Text}\n" : ((TextContent)content).Text);
        }
        return text.ToString();
    }

    public void Dispose()
    {
        _database.Dispose();
        _structured.Dispose();
        _folder.Dispose();
    }

    private AgentDatabase Open() => new(new DataFolder(_folder.Path), new StorageOptions(), NullLogger<AgentDatabase>.Instance);

    private TranscriptKeeper Keeper()
    {
        var tasks = new LanguageTasks(new LanguageModels(new ModelCatalog([Model]), new LanguageOptions()), _structured);
        return new(Store, Room, Room, new ContextFitter(new ConversationSummary(tasks)), _time);
    }
}
