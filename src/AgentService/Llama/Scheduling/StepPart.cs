namespace GroupChat.Agents.Llama.Scheduling;

/// <summary>What a step does for one request.</summary>
/// <param name="Generation">The request.</param>
/// <param name="Count">Tokens computed.</param>
/// <param name="Output">Where in the batch its next token comes from; -1 while its prompt is not read to the end.</param>
internal readonly record struct StepPart(Generation Generation, int Count, int Output);
