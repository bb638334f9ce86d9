namespace GroupChat.Agents.Extractive;

/// <summary>
/// Words that carry grammar or ask, and say nothing about the subject. Which language's list applies is decided by
/// which list knows most words of the question, because one language's article is another's verb (<c>die</c>).
/// </summary>
internal static class StopWords
{
    private static readonly HashSet<string> English = Words(
        """
        a an the this that these those there here it its they them their he she his her we us our you your i me my mine and or but
        nor of to in on at by for from with into onto about as than then so if else when while is are was were be been being am do
        does did done doing has have had having can could may might must shall should will would not no yes what which who whom whose
        where why how any some each every all both either neither just only also too very please tell give show explain let lets
        without during before after between through until per via own same such instead ever still already again across many much
        something anything nothing someone anyone everyone somebody anybody everybody really possibly maybe i'm there's hi hello hey
        dont doesnt isnt cant whats hows ok okay thanks thank
        """);
    private static readonly HashSet<string> German = Words(
        """
        der die das den dem des ein eine einer einem einen eines und oder aber nicht kein keine ist sind war waren sein wird werden
        wurde hat haben kann konnen darf muss soll ich du er sie es wir ihr man mir mich uns euch wie was wer wo wann warum wieso
        welche welcher welches wieviel viel viele in im an am auf aus bei mit von vom zu zum zur fur uber unter nach vor als auch nur
        noch schon dass wenn ob sich bitte gibt mein meine
        """);
    private static readonly HashSet<string> French = Words(
        """
        le la les l un une des du de d et ou mais ne pas est sont etait etre ete a ont avoir avait peut peuvent doit je tu il elle on
        nous vous ils elles me te se ce cet cette ces mon ma mes son sa ses que qu qui quoi quel quelle quels quelles quand comment
        combien pourquoi dans en au aux sur sous par pour avec sans plus y si
        """);
    private static readonly HashSet<string> Spanish = Words(
        """
        el la los las lo un una unos unas de del y o u pero no es son era fue ser estar esta estan hay ha han tiene tienen puede
        pueden debe yo tu ella nosotros ellos se me te su sus mi mis que quien cual cuales cuando cuanto cuanta cuantos cuantas donde
        como por para con sin en al a si mas este estos
        """);
    private static readonly HashSet<string> Italian = Words(
        """
        il lo la i gli le un uno una di del della dei delle da dal in nel nella a al alla con su per tra fra e o ma non che chi cosa
        quale quali quando quanto quanti quante dove come perche si puo sono essere ha hanno c ce mi ti ci questo questa
        """);
    private static readonly HashSet<string> Portuguese = Words(
        """
        o a os as um uma de do da dos das em no na nos nas por para com sem e ou mas nao que quem qual quais quando quanto quantos
        quantas onde como porque sao foi ser esta pode podem ha tem eu voce ele ela se meu minha este
        """);
    private static readonly HashSet<string> Dutch = Words(
        """
        de het een en of maar niet geen is zijn was waren wordt worden heeft hebben kan kunnen mag moet ik je jij hij zij we wij u
        men wat wie waar wanneer waarom hoe hoeveel welke welk in op aan bij met van voor naar uit over onder te om er dat dit deze
        die als ook
        """);

    private static readonly HashSet<string>[] Languages = [English, German, French, Spanish, Italian, Portuguese, Dutch];

    /// <summary>The list that fits the words; English when none stands out.</summary>
    public static IReadOnlySet<string> For(IReadOnlyCollection<Term> terms) =>
        Languages.MaxBy(language => terms.Count(term => language.Contains(term.Text)))!;

    private static HashSet<string> Words(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}
