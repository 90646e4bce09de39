namespace Ayni.Silo.Hosting;

/// <summary>What a process is to the cluster.</summary>
public enum AyniRole
{
    /// <summary>It hosts a silo of its own.</summary>
    Silo = 0,

    /// <summary>It hosts none and asks the silos of other processes (PostgreSQL).</summary>
    Client = 1,
}
