using System.CommandLine;
using GroupChat.Cli.Output;
using GroupChat.Contracts.Agent.V1;

namespace GroupChat.Cli.Commands;

/// <summary>What can be said of an agent on the command line; it wins over what a file says.</summary>
internal sealed class AgentFlags
{
    private readonly Option<string?> _file = new("--file", "-f") { Description = "YAML or JSON file with the agent", HelpName = "FILE" };
    private readonly Option<string?> _name = Text("--display-name", "Name shown beside its messages");
    private readonly Option<string?> _description = Text("--description", "What it is for");
    private readonly Option<string?> _model = Text("--model", "Model it answers with");
    private readonly Option<string?> _persona = Text("--persona", "Who it is and how it talks");
    private readonly Option<string?> _instructions = Text("--instructions", "What it is told to do and to leave");
    private readonly Option<double?> _temperature = new("--temperature") { Description = "0 to 2", HelpName = "NUMBER" };
    private readonly Option<double?> _topP = new("--top-p") { Description = "Above 0, at most 1", HelpName = "NUMBER" };
    private readonly Option<int?> _maxTokens = new("--max-tokens") { Description = "Longest answer, in tokens", HelpName = "N" };
    private readonly Option<long?> _seed = new("--seed") { Description = "Same seed, same prompt, same text", HelpName = "N" };
    private readonly Option<string[]> _tools = new("--tool") { Description = "A tool it may use; may be repeated", HelpName = "TOOL" };
    private readonly Option<string?> _knowledge = Text("--knowledge", "What it reads before it answers: room, documents or none");
    private readonly Option<string[]> _documents = new("--document") { Description = "With --knowledge documents: an id; may be repeated", HelpName = "ID" };

    public AgentFlags() => _knowledge.AcceptOnlyFromAmong("room", "documents", "none");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_file, _name, _description, _model, _persona, _instructions, _temperature, _topP, _maxTokens, _seed, _tools, _knowledge, _documents])
            command.Options.Add(option);
    }

    /// <summary>The agent, and which of its fields were given.</summary>
    public (Agent Agent, List<string> Fields) Read(ParseResult parsed)
    {
        var (agent, fields) = parsed.GetValue(_file) is { } path ? AgentFile.Read(path) : (new Agent(), []);
        Set(parsed.GetValue(_name), "display_name", name => agent.DisplayName = name);
        Set(parsed.GetValue(_description), "description", text => agent.Description = text);
        Set(parsed.GetValue(_model), "model_id", model => agent.ModelId = model);
        Set(parsed.GetValue(_persona), "persona", text => agent.Persona = text);
        Set(parsed.GetValue(_instructions), "instructions", text => agent.Instructions = text);
        if (parsed.GetValue(_tools) is { Length: > 0 } tools)
            Set(tools, "tools", given => { agent.Tools.Clear(); agent.Tools.Add(given); });
        AddParameters(parsed, agent, fields);
        AddKnowledge(parsed, agent, fields);
        return (agent, [.. fields.Distinct()]);

        void Set<T>(T? value, string field, Action<T> set)
            where T : class
        {
            if (value is null)
                return;
            set(value);
            fields.Add(field);
        }
    }

    private void AddParameters(ParseResult parsed, Agent agent, List<string> fields)
    {
        var given = agent.Parameters?.Clone() ?? new();
        if (parsed.GetValue(_temperature) is { } temperature)
            given.Temperature = temperature;
        if (parsed.GetValue(_topP) is { } topP)
            given.TopP = topP;
        if (parsed.GetValue(_maxTokens) is { } tokens)
            given.MaxOutputTokens = tokens;
        if (parsed.GetValue(_seed) is { } seed)
            given.Seed = seed;
        if (given.Equals(agent.Parameters ?? new()))
            return;
        agent.Parameters = given;
        fields.Add("parameters");
    }

    private void AddKnowledge(ParseResult parsed, Agent agent, List<string> fields)
    {
        var documents = parsed.GetValue(_documents) ?? [];
        if (parsed.GetValue(_knowledge) is not { } scope)
        {
            if (documents.Length > 0)
                throw new UsageException("--document goes with --knowledge documents");
            return;
        }
        agent.Knowledge = new()
        {
            Scope = scope switch { "none" => KnowledgeScope.None, "documents" => KnowledgeScope.Documents, _ => KnowledgeScope.Room },
            DocumentIds = { documents },
        };
        fields.Add("knowledge");
    }

    private static Option<string?> Text(string name, string description) => new(name) { Description = description, HelpName = "TEXT" };
}
