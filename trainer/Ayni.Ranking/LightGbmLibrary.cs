using System.Runtime.InteropServices;
using Microsoft.ML.Trainers.LightGbm;

namespace Ayni.Ranking;

/// <summary>Whether LightGBM's native part loads on this machine.</summary>
internal static class LightGbmLibrary
{
    private const string Name = "lib_lightgbm";

    /// <summary>Asked once.</summary>
    public static bool CanLoad { get; } = TryLoad();

    private static bool TryLoad()
    {
        if (!NativeLibrary.TryLoad(Name, typeof(LightGbmRankingTrainer).Assembly, null, out var handle))
            return false;
        NativeLibrary.Free(handle);
        return true;
    }
}
