namespace Ayni.Silo.Hosting;

/// <summary>What became of a start.</summary>
/// <param name="Host">The host, started; null if it could not be.</param>
/// <param name="ExitCode">What the program ends with if there is no host.</param>
public sealed record StartOutcome<THost>(THost? Host, int ExitCode)
    where THost : class, IHost;
