namespace GroupChat.Agents.Extractive;

/// <summary>
/// What people and manuals call the same thing differently, and words so general that matching them proves little.
/// Small on purpose: an equivalent counts for less than the word itself, and a wrong one would answer another question.
/// </summary>
internal static class Thesaurus
{
    private static readonly HashSet<string> General = [.. Stems(
        """
        use used using way make made get got set work works need want like happen happens thing kind type sort many much long big
        large high old often possible able else mean go come take put find see look keep try help support default question answer
        available system server app application program project software document documents currently actually exactly different
        difference good best new first last next more most less least other another same one two time name purpose main handle say
        maximum minimum max min size limit number amount allowed know install situation problem step easy contain include consist
        exist provide offer define describe become supposed count total
        """)];

    /// <summary>One group a line.</summary>
    private static readonly Dictionary<string, string[]> Groups = Build(
        """
        delete remove erase purge drop
        long big large size limit maximum max most exceed bytes kib mib kb mb gib gb
        small minimum min least
        start run launch begin boot startup
        stop end quit shutdown halt cancel abort interrupt
        port address listen bind
        save store keep persist write stored storage kept durable
        folder directory path
        create make add new open
        error fail failure status wrong refuse reject
        crash kill die restart killed
        retry again repeat resend
        duplicate double twice doubled idempotent once
        send post submit
        receive get deliver arrive
        search find look query
        change edit modify update set
        allow permit accept support let
        log logging logs
        picture image photo
        config configure configuration setting option
        user person people member participant
        fast quick speed latency
        slow lag behind
        lose loss lost missing
        reconnect resume
        quote citation cite source
        backup copy snapshot
        login sign signin authenticate
        expire expiry lifetime valid
        language programming
        ask mention question
        answer reply respond response
        version release
        require need prerequisite
        combine merge fuse join mix
        format type kind extension
        model llm
        bot agent assistant ai
        offline network internet
        """);

    public static bool IsGeneral(string stem) => General.Contains(stem);

    /// <summary>The stems that may stand for this one; empty for most.</summary>
    public static IReadOnlyList<string> Equivalents(string stem) => Groups.GetValueOrDefault(stem, []);

    private static Dictionary<string, string[]> Build(string groups)
    {
        var byStem = new Dictionary<string, string[]>();
        foreach (var group in groups.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var stems = Stems(group).Distinct().ToArray();
            foreach (var stem in stems)
                byStem[stem] = [.. byStem.GetValueOrDefault(stem, []), .. stems.Where(other => other != stem)];
        }
        return byStem;
    }

    private static IEnumerable<string> Stems(string words) => words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Stemmer.Stem);
}
