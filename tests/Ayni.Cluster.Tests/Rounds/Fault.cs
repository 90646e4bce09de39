namespace Ayni.Cluster.Tests.Rounds;

/// <summary>What befalls a cluster.</summary>
internal enum Fault
{
    /// <summary>kill -9 of a gateway, started again at once.</summary>
    KillGateway,

    /// <summary>kill -9 of a silo, started again at once.</summary>
    KillSilo,

    /// <summary>SIGTERM to a gateway, started again when it has ended.</summary>
    StopGateway,

    /// <summary>A gateway stands still for a second.</summary>
    PauseGateway,

    /// <summary>kill -9 of PostgreSQL's postmaster, started again within two seconds.</summary>
    KillPostgres,

    /// <summary>kill -9 of every gateway and silo at once.</summary>
    KillAll,

    /// <summary>A gateway's clock jumps by up to an hour, forth or back.</summary>
    JumpClock,
}
