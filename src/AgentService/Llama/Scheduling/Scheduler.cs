namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>
/// Continuous batching: requests join and leave between the steps of the model, and every step serves all of them. Used by the one
/// thread that owns the context.
/// </summary>
internal sealed class Scheduler : IAsyncDisposable
{
    // Between two blocks of kept prompts that are copied while answers are written.
    private const int StepsOfABlock = 4;

    private readonly LlamaVocabulary _vocabulary;
    private readonly LlamaContext _context;
    private readonly Intake _intake;
    private readonly FairQueue _queue = new();
    private readonly SequencePool _pool;
    private readonly Crew _crew;
    private readonly Admission _admission;
    private readonly StepPlan _plan;
    private readonly DecodeBatch _batch;
    private readonly PrefillPace _pace;
    private readonly Readers _readers;
    private readonly PromptKeeper? _keeper;
    private uint _steps;

    public Scheduler(LlamaModel model, LlamaContext context, EngineSettings settings, Intake intake, KeptPrompts? kept, TimeProvider time)
    {
        (_vocabulary, _context, _intake) = (model.Vocabulary, context, intake);
        _pool = new SequencePool(context, model.SharesPrefixes, settings.CachedPrompts);
        _crew = new Crew(_pool, _queue, intake);
        _admission = new Admission(settings, _pool, _queue, _crew, Tally);
        _batch = new DecodeBatch(Math.Min(settings.Size.BatchTokens, context.BatchTokens), context.Sequences);
        (_pace, _readers) = (new PrefillPace(time), new Readers(time));
        _pool.Keeper = _keeper = kept is null ? null : new PromptKeeper(
            kept.Folder, kept.Model, new ContextStates(context, context.Sequences - 1), _pool, _pace, model.CacheBytesPerToken, intake.Wake, time);
        _plan = new StepPlan(_batch, _batch.Capacity - settings.Parallel, _admission);
    }

    public EngineTally Tally { get; } = new();

    /// <summary>One round; false when there is nothing to do.</summary>
    public bool Advance()
    {
        var arrived = _intake.Take();
        arrived.ForEach(_queue.Join);
        var moved = LetGo() | _admission.Admit() | arrived.Count > 0;
        if (moved && _queue.Count > 0)
            TellPlaces();
        Tally.Now(_intake.Waiting, _crew.Members.Count);
        if (_crew.Members.Count == 0)
            return Rest();
        var restored = _keeper?.Advance(_crew.Members, Restored) ?? false;
        _plan.Make(_crew);
        if (_plan.Parts.Count == 0 || _plan.ReadsPrompts)
            _readers.TellNow();
        if (_plan.Parts.Count == 0)
            return restored;
        Compute();
        foreach (var part in _plan.Parts)
            Continue(part);
        _readers.Tell();
        if (++_steps % StepsOfABlock == 0)
            _keeper?.SaveAhead();
        return true;
    }

    /// <summary>Ends everything that is here.</summary>
    public void Abandon(Exception reason)
    {
        foreach (var generation in (Generation[])[.. _intake.Close(reason), .. _queue.Waiting, .. _crew.Members])
        {
            generation.Mailbox.Fail(reason);
            generation.Leave();
        }
    }

    /// <summary>Keeps what the context knows; not after a fault.</summary>
    public void Keep() => _keeper?.SaveAll();

    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
            await _keeper.DisposeAsync();
        _batch.Dispose();
    }

    private void Restored(Generation generation, int tokens)
    {
        _admission.Know(generation, tokens);
        if (generation.Generated > 0)
            return;
        generation.Mailbox.Put(new LlamaPrefill(generation.Sequence!.Held, generation.PromptLength));
        generation.Mailbox.Tell();
    }

    private bool Rest()
    {
        _readers.TellNow();
        return _keeper?.SaveAhead() ?? false;
    }

    private bool LetGo()
    {
        // A member that was cancelled got no token in the step before: it must not get into the next one, whoever has told of it.
        if (!_intake.TakeCancelled() && !_crew.HasCancelled)
            return false;
        var gone = _crew.Members.Concat(_queue.Waiting).Where(static one => one.IsCancelled).ToList();
        gone.ForEach(_crew.Leave);
        return gone.Count > 0;
    }

    private void TellPlaces()
    {
        var place = 0;
        foreach (var generation in _queue.InOrder())
        {
            if (!generation.Started && generation.Place != place)
            {
                generation.Mailbox.Put(new LlamaQueued(generation.Place = place));
                generation.Mailbox.Tell();
            }
            place++;
        }
    }

    private void Compute()
    {
        var begin = _pace.Begin();
        _context.Use(_plan.Mix);
        while (!_context.Decode(_batch))
        {
            if (!_pool.Evict())
                throw LlamaErrors.EngineFailed("the context has no room for what it was made for");
        }
        Tally.Step();
        _pace.End(begin, _batch.Count - _plan.Parts.Count);
    }

    private void Continue(StepPart part)
    {
        var (generation, count, output) = part;
        var sequence = generation.Sequence!;
        var ofPrompt = count > 1 ? count : Math.Clamp(generation.PromptLength - sequence.Held, 0, 1);
        for (var i = 0; i < count; i++)
            _pool.Append(sequence, generation.Tokens[sequence.Held]);
        if (ofPrompt > 0)
            Read(generation, ofPrompt);
        if (output >= 0 && !generation.IsCancelled)
            Write(generation, _context.Sample(generation.Sampler, output));
    }

    private void Read(Generation generation, int tokens)
    {
        generation.Computed += tokens;
        Tally.Read(tokens);
        FairQueue.Charge(generation, tokens);
        if (generation.Generated > 0)
            return;
        generation.Mailbox.Put(new LlamaPrefill(generation.Sequence!.Held, generation.PromptLength));
        _readers.Owe(generation, atOnce: false);
    }

    private void Write(Generation generation, int token)
    {
        generation.Generated++;
        Tally.Wrote();
        FairQueue.Charge(generation, 1);
        if (_vocabulary.IsEnd(token))
        {
            End(generation, LlamaStop.EndOfText);
            return;
        }
        generation.Tokens.Add(token);
        Give(generation, generation.Text.Add(_vocabulary.Piece(token)));
        if (generation.Text.Stopped)
            End(generation, LlamaStop.StopText);
        else if (generation.Generated == generation.Request.MaxTokens)
            End(generation, LlamaStop.MaxTokens);
    }

    private void End(Generation generation, LlamaStop reason)
    {
        Give(generation, generation.Text.End());
        var usage = generation.Usage;
        _crew.Leave(generation);
        generation.Mailbox.Put(new LlamaEnd(reason, usage));
        _readers.Owe(generation, atOnce: true);
    }

    private void Give(Generation generation, string text)
    {
        if (text.Length == 0)
            return;
        generation.Mailbox.Put(text, generation.Generated);
        _readers.Owe(generation, atOnce: !generation.HasSpoken);
        generation.HasSpoken = true;
    }
}
