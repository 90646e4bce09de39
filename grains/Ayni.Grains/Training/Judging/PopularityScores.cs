namespace Ayni.Grains.Training;

/// <summary>The same for everybody: what the gateway serves to strangers.</summary>
public sealed class PopularityScores(float[] popularity)
{
    public void Score(int user, Span<float> scores) => popularity.CopyTo(scores);
}
