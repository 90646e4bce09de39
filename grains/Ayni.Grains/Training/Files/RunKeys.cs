using System.Globalization;
using Ayni.GrainInterfaces.Training;

namespace Ayni.Grains.Training;

/// <summary>Keys of a run's files in the model store.</summary>
public static class RunKeys
{
    /// <summary>Prefix of every run of a model.</summary>
    public static string Model(string model) => $"runs/{model}/";

    /// <summary>Prefix of all files of a run.</summary>
    public static string Run(string model, string runId) => $"runs/{model}/{runId}/";

    /// <summary>The plan; written last, so that a snapshot with a plan is whole.</summary>
    public static string Plan(string model, string runId) => Run(model, runId) + "plan.json";

    public static string Ids(string model, string runId, FactorSide side) =>
        Run(model, runId) + FactorBlockKey.NameOf(side) + ".ids";

    public static string Popularity(string model, string runId) => Run(model, runId) + "popularity.f32";

    public static string HeldOut(string model, string runId) => Run(model, runId) + "held-out.csr";

    /// <summary>What is held out of the search alone.</summary>
    public static string Searched(string model, string runId) => Run(model, runId) + "searched.csr";

    /// <summary>Those of the held-out pairs that the active version was not trained on either.</summary>
    public static string Compared(string model, string runId) => Run(model, runId) + "compared.csr";

    /// <summary>Entries of a block.</summary>
    public static string Rows(FactorBlockKey block) => Block(block) + "rows.csr";

    /// <summary>What the users of a block did.</summary>
    public static string Events(FactorBlockKey userBlock) => Block(userBlock) + "events.bin";

    /// <summary>Neighbour parts and evidence; the last file of fitting.</summary>
    public static string Parts(string model, string runId) => Run(model, runId) + "parts.safetensors";

    /// <summary>Prefix of the factors of a block.</summary>
    public static string Checkpoints(FactorBlockKey block) => Block(block) + "half-";

    /// <summary>Factors of a block after a half-sweep; keys ascend with it.</summary>
    public static string Checkpoint(FactorBlockKey block, int halfSweep) =>
        Checkpoints(block) + string.Create(CultureInfo.InvariantCulture, $"{halfSweep:D5}.factors");

    private static string Block(FactorBlockKey block) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Run(block.Model, block.RunId)}{FactorBlockKey.NameOf(block.Side)}/{block.Block:D5}/");
}
