namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// One step of the model: the next token of every answer, and as much of the prompts as one step may read, for those first who have
/// had least. A long prompt so never holds up the answers of others. One step serves those who are computed with the same adapters.
/// </summary>
internal sealed class StepPlan(DecodeBatch batch, int prefillTokens, Admission admission)
{
    private readonly List<StepPart> _parts = [];
    private readonly MixTurns _turns = new();

    public IReadOnlyList<StepPart> Parts => _parts;

    /// <summary>What all of it is computed with.</summary>
    public AdapterMix Mix { get; private set; } = AdapterMix.None;

    /// <summary>Such a step takes longer than one that only writes.</summary>
    public bool ReadsPrompts => batch.Count > _parts.Count;

    public void Make(Crew crew)
    {
        batch.Clear();
        _parts.Clear();
        var ready = crew.Ready;
        if (ready.Count == 0)
            return;
        Mix = _turns.Next(ready);
        var prompts = 0;
        foreach (var member in ready)
        {
            if (!member.Prefix.Mix.Equals(Mix))
                continue;
            if (member.Pending == 1)
                Add(member, 1);
            else
                prompts++;
        }
        if (prompts > 0)
            AddPrompts(crew);
    }

    private void AddPrompts(Crew crew)
    {
        crew.Sort();
        var left = prefillTokens;
        foreach (var member in crew.Ready)
        {
            if (member.Pending == 1 || left == 0 || !member.Prefix.Mix.Equals(Mix) || admission.Waits(member))
                continue;
            var count = Math.Min(member.Pending, left);
            Add(member, count);
            left -= count;
        }
    }

    private void Add(Generation member, int count)
    {
        var sequence = member.Sequence!;
        var output = -1;
        for (var at = sequence.Held; at < sequence.Held + count; at++)
        {
            var last = at == member.Tokens.Count - 1;
            var index = batch.Add(member.Tokens[at], at, sequence.Id, last);
            output = last ? index : output;
        }
        _parts.Add(new StepPart(member, count, output));
    }
}
