using System.Collections.Frozen;

namespace Ayni.Content;

/// <summary>Words of a language that change what others say.</summary>
/// <param name="Negations">Turn what follows into its contrary.</param>
/// <param name="Stronger">Make what follows stronger.</param>
/// <param name="Weaker">Make what follows weaker.</param>
/// <param name="Buts">What follows counts more than what came before.</param>
internal sealed record SentimentShifters(
    FrozenSet<string> Negations, FrozenSet<string> Stronger, FrozenSet<string> Weaker, FrozenSet<string> Buts)
{
    public static readonly SentimentShifters English = new(
        Set("not no never neither nor none nobody nothing nowhere without cannot cant can't don't dont doesn't doesnt "
            + "didn't didnt isn't isnt wasn't wasnt aren't weren't won't wont wouldn't couldn't shouldn't hasn't "
            + "haven't hadn't ain't barely hardly rarely scarcely"),
        Set("very really so extremely super totally absolutely incredibly highly too much amazingly completely "
            + "especially exceptionally extra fully greatly most particularly quite remarkably such thoroughly truly "
            + "utterly unbelievably way far"),
        Set("slightly somewhat kinda partly marginally almost fairly occasionally little bit"),
        Set("but however although yet though"));

    public static readonly SentimentShifters Spanish = new(
        Set("no nunca jamas ni sin nada nadie ningun ninguna ninguno tampoco poco poca pocos pocas apenas"),
        Set("muy super mega hiper re tan demasiado bastante realmente totalmente absolutamente sumamente "
            + "completamente verdaderamente increiblemente extremadamente muchisimo mucho mucha muchos muchas tremendo "
            + "tremendamente recontra full cada mas"),
        Set("algo medianamente ligeramente casi parcialmente relativamente"),
        Set("pero aunque sino embargo"));

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
