using Ayni.Domain.Errors;

namespace Ayni.Data.Import.Sniffing;

/// <summary>
/// Looks at a shop's files and makes the mapping that they are imported by. What the files do not decide is an open
/// question, never a guess.
/// </summary>
public static class ImportSniffer
{
    /// <summary>Looks.</summary>
    /// <param name="paths">Files of any kind.</param>
    /// <param name="productPaths">Files that are said to be products.</param>
    /// <param name="hints">What is known already.</param>
    /// <param name="cancellationToken">Stops the look.</param>
    /// <exception cref="AyniException">
    /// <c>not_found</c> or <c>invalid</c>: no such file, or one without rows.
    /// </exception>
    public static ImportPlan Look(
        IReadOnlyList<string> paths,
        IReadOnlyList<string> productPaths,
        SniffHints hints,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(productPaths);
        ArgumentNullException.ThrowIfNull(hints);
        var looked = new List<(SampledFile File, FileRole Role)>();
        foreach (var path in paths)
        {
            var file = FileSampler.Of(path, hints, cancellationToken);
            looked.Add((file, RoleFinder.RoleOf(file, hints)));
        }

        foreach (var path in productPaths)
            looked.Add((FileSampler.Of(path, hints, cancellationToken), FileRole.Products));
        return new PlanMaker(looked, hints).Make();
    }
}
