namespace Ayni.Recommenders;

/// <summary>What an item of a history counts by its age in positions: 0 is the newest.</summary>
internal static class RecencyWeights
{
    /// <summary>(age + 1)^-decay for the ages 0 to count - 1.</summary>
    public static float[] Power(int count, double decay)
    {
        var weights = new float[count];
        for (var age = 0; age < count; age++)
            weights[age] = (float)Math.Pow(age + 1, -decay);
        return weights;
    }
}
