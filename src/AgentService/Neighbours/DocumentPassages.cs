using GroupChat.Agents.Grounding;
using GroupChat.Agents.Grounding.Transcripts;
using GroupChat.Agents.Models;
using GroupChat.Contracts.Document.V1;

namespace GroupChat.Agents.Neighbours;

/// <summary>Passages from DocumentService.</summary>
internal sealed class DocumentPassages(DocumentService.DocumentServiceClient documents) : IPassageSearch, IPassageReader
{
    // In one call.
    private const int MostIds = 200;

    public async Task<IReadOnlyList<PassageContent>> SearchAsync(
        RoomReader reader, string query, int limit, CancellationToken cancellationToken)
    {
        var request = new SearchPassagesRequest { RoomId = reader.RoomId, Query = query, Limit = limit };
        var found = await documents.SearchPassagesAsync(request, reader.CallOptions(cancellationToken));
        return [.. found.Matches.Select(static match => ContentOf(match.Passage, match.Score))];
    }

    public async Task<IReadOnlyList<PassageContent>> ReadAsync(
        RoomReader reader, IReadOnlyList<string> passageIds, CancellationToken cancellationToken)
    {
        var read = new List<PassageContent>();
        foreach (var some in passageIds.Chunk(MostIds))
        {
            var request = new ReadPassagesRequest { RoomId = reader.RoomId, PassageIds = { some } };
            var found = await documents.ReadPassagesAsync(request, reader.CallOptions(cancellationToken));
            read.AddRange(found.Passages.Select(static passage => ContentOf(passage, score: 0)));
        }
        return read;
    }

    public static PassageContent ContentOf(Passage passage, double score) => new()
    {
        PassageId = passage.PassageId,
        DocumentId = passage.DocumentId,
        Title = passage.DocumentTitle,
        HeadingPath = [.. passage.Place?.Headings ?? []],
        Text = passage.Text,
        ByteOffset = passage.Place?.StartByte ?? 0,
        Score = score,
        Url = Uri.TryCreate(passage.SourceUrl, UriKind.Absolute, out var url) ? url : null,
    };
}
