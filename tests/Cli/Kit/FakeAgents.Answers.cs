using GroupChat.Contracts.Agent.V1;
using Grpc.Core;

namespace GroupChat.Cli.Tests.Kit;

internal sealed partial class FakeAgents
{
    public override Task<ExplainAnswerResponse> ExplainAnswer(ExplainAnswerRequest request, ServerCallContext context)
    {
        state.Room(request.RoomId).RequireMember(state.Caller(context));
        if (request.MessageId != "m1")
            throw FakeErrors.Of(StatusCode.NotFound, "EXPLANATION_NOT_FOUND", "it is not known");
        var prompt = new ExplainedPrompt { Tokens = 965, CachedTokens = 606, MessageCount = 3, HasSummary = true };
        prompt.Compactions.Add(new PromptCompaction { Reason = CompactionReason.ContextFull, MessageCount = 9, PassageCount = 4, SummarizedBy = "rules" });
        return Task.FromResult(new ExplainAnswerResponse
        {
            Explanation = new()
            {
                ModelId = "near",
                AgentId = "agent:assistant",
                AgentVersion = 2,
                Queries = { new ExplainedQuery { Text = "and\u001b Java?", Source = QuerySource.Question, FoundCount = 1 } },
                Passages = { new ExplainedPassage { DocumentTitle = "Guide", Headings = { "Java" }, Score = 0.5, Use = PassageUse.ReadBefore } },
                Prompt = prompt,
                CitationCount = 2,
                RemovedQuotes = 1,
            },
        });
    }

    public override Task<RateAnswerResponse> RateAnswer(RateAnswerRequest request, ServerCallContext context)
    {
        var rating = new Rating { MessageId = request.MessageId, UserId = state.Caller(context).UserId, Verdict = request.Verdict, Note = request.Note };
        lock (state.Gate)
            state.Ratings.Add(rating);
        return Task.FromResult(new RateAnswerResponse { Rating = rating });
    }

    public override Task<ListRatingsResponse> ListRatings(ListRatingsRequest request, ServerCallContext context)
    {
        lock (state.Gate)
            return Task.FromResult(new ListRatingsResponse { Ratings = { state.Ratings } });
    }
}
