using FsCheck;
using FsCheck.Fluent;
using GroupChat.Vectors.Text;

namespace GroupChat.Vectors.Tests.Text;

public sealed class EnglishStemmerTests
{
    // Examples of Porter's paper.
    [Theory]
    [InlineData("caresses ponies ties caress cats", "caress poni ti caress cat")]
    [InlineData("feed agreed plastered bled motoring sing", "feed agre plaster bled motor sing")]
    [InlineData("conflated troubled sized hopping tanned", "conflat troubl size hop tan")]
    [InlineData("falling hissing fizzed failing filing", "fall hiss fizz fail file")]
    [InlineData("happy sky", "happi sky")]
    [InlineData("relational conditional rational digitizer operator feudalism", "relat condit ration digit oper feudal")]
    [InlineData("triplicate formative formalize electrical hopeful goodness", "triplic form formal electr hope good")]
    [InlineData("revival allowance inference adjustable", "reviv allow infer adjust")]
    [InlineData("replacement adoption communism effective", "replac adopt commun effect")]
    [InlineData("probate rate cease controll roll generalizations oscillators", "probat rate ceas control roll gener oscil")]
    public void Stem_PortersExamples_Match(string words, string stems) =>
        Assert.Equal(stems, string.Join(' ', words.Split(' ').Select(EnglishStemmer.Stem)));

    [Theory]
    [InlineData("is")]
    [InlineData("straße")]
    [InlineData("x86")]
    [InlineData("привет")]
    public void Stem_ShortOrForeignWord_StaysAsItIs(string word) => Assert.Equal(word, EnglishStemmer.Stem(word));

    [Fact]
    public void Stem_AnyWord_IsNeverLongerAndNeverEmpty() => Prop
        .ForAll(
            Gen.Elements("abeilnrstyzdgouv".ToCharArray()).ArrayOf().Where(letters => letters.Length > 0).ToArbitrary(),
            letters =>
            {
                var stem = EnglishStemmer.Stem(new string(letters));
                return stem.Length > 0 && stem.Length <= letters.Length;
            })
        .QuickCheckThrowOnFailure();

    /// <summary>What is remembered of one word is never said of another.</summary>
    [Fact]
    public void Stem_ManyWordsAgainAndAgainFromManyThreads_IsTheSame()
    {
        var words = Enumerable.Range(0, 20_000).Select(number => new string([.. $"{number}".Select(digit => "aeinrstgld"[digit - '0']), 'i', 'n', 'g'])).ToArray();
        var first = words.Select(EnglishStemmer.Stem).ToArray();
        Parallel.For(0, 4, _ => Assert.Equal(first, words.Select(EnglishStemmer.Stem)));
        Assert.Equal(first.Reverse(), words.Reverse().Select(EnglishStemmer.Stem));
    }
}
