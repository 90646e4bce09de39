-- What the AdoNet providers of Orleans 10.4 need of PostgreSQL 15 or newer: membership, reminders.
--
-- The providers read only the table OrleansQuery. The keys in it, the parameters (@...) and the names of the columns
-- that a query returns are theirs; the tables and the statements are ours. Every change of more than one row is one
-- statement, so that it happens whole or not at all without functions.
--
-- Run at every start, in one transaction: tables stay, queries become these.

CREATE TABLE IF NOT EXISTS OrleansQuery (
    QueryKey text PRIMARY KEY,
    QueryText text NOT NULL
);

-- Membership -------------------------------------------------------------------------------------------------------
-- One row a cluster. Its version orders all changes of membership: who changes anything must name the version it read.
CREATE TABLE IF NOT EXISTS orleans_cluster (
    deployment_id text PRIMARY KEY,
    version integer NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS orleans_silo (
    deployment_id text NOT NULL REFERENCES orleans_cluster ON DELETE CASCADE,
    address text NOT NULL,
    port integer NOT NULL,
    generation integer NOT NULL,
    silo_name text NOT NULL,
    host_name text NOT NULL,
    status integer NOT NULL,
    proxy_port integer,
    suspect_times text,
    start_time timestamptz NOT NULL,
    i_am_alive_time timestamptz NOT NULL,
    PRIMARY KEY (deployment_id, address, port, generation)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
    WITH added AS (
        INSERT INTO orleans_cluster (deployment_id) VALUES (@DeploymentId)
        ON CONFLICT DO NOTHING RETURNING deployment_id
    )
    SELECT EXISTS (SELECT FROM added)
$query$),
('InsertMembershipKey', $query$
    WITH moved AS (
        UPDATE orleans_cluster c SET version = version + 1, changed_at = now()
        WHERE c.deployment_id = @DeploymentId AND c.version = @Version
          AND NOT EXISTS (
            SELECT FROM orleans_silo s
            WHERE s.deployment_id = @DeploymentId AND s.address = @Address AND s.port = @Port
              AND s.generation = @Generation)
        RETURNING deployment_id
    ), added AS (
        INSERT INTO orleans_silo (
            deployment_id, address, port, generation, silo_name, host_name, status, proxy_port, start_time,
            i_am_alive_time)
        SELECT
            deployment_id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime,
            @IAmAliveTime
        FROM moved
        RETURNING deployment_id
    )
    SELECT EXISTS (SELECT FROM added)
$query$),
('UpdateMembershipKey', $query$
    WITH moved AS (
        UPDATE orleans_cluster c SET version = version + 1, changed_at = now()
        WHERE c.deployment_id = @DeploymentId AND c.version = @Version
          AND EXISTS (
            SELECT FROM orleans_silo s
            WHERE s.deployment_id = @DeploymentId AND s.address = @Address AND s.port = @Port
              AND s.generation = @Generation)
        RETURNING deployment_id
    ), changed AS (
        UPDATE orleans_silo s
        SET status = @Status, suspect_times = @SuspectTimes,
            i_am_alive_time = greatest(s.i_am_alive_time, @IAmAliveTime)
        FROM moved
        WHERE s.deployment_id = moved.deployment_id AND s.address = @Address AND s.port = @Port
          AND s.generation = @Generation
        RETURNING s.deployment_id
    )
    SELECT EXISTS (SELECT FROM changed)
$query$),
-- A heartbeat is no change of membership: it moves no version. One that was overtaken turns no clock back.
('UpdateIAmAlivetimeKey', $query$
    UPDATE orleans_silo SET i_am_alive_time = greatest(i_am_alive_time, @IAmAliveTime)
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
-- The version comes back even where there is no silo: hence the outer joins.
('MembershipReadRowKey', $query$
    SELECT
        c.deployment_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
        s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort,
        s.suspect_times AS SuspectTimes, s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime,
        c.version AS Version
    FROM orleans_cluster c LEFT JOIN orleans_silo s
        ON s.deployment_id = c.deployment_id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE c.deployment_id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
    SELECT
        c.deployment_id AS DeploymentId, s.address AS Address, s.port AS Port, s.generation AS Generation,
        s.silo_name AS SiloName, s.host_name AS HostName, s.status AS Status, s.proxy_port AS ProxyPort,
        s.suspect_times AS SuspectTimes, s.start_time AS StartTime, s.i_am_alive_time AS IAmAliveTime,
        c.version AS Version
    FROM orleans_cluster c LEFT JOIN orleans_silo s USING (deployment_id)
    WHERE c.deployment_id = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
    SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
    FROM orleans_silo
    WHERE deployment_id = @DeploymentId AND status = @Status AND proxy_port > 0
$query$),
('DeleteMembershipTableEntriesKey', $query$
    DELETE FROM orleans_cluster WHERE deployment_id = @DeploymentId
$query$),
-- 6 is SiloStatus.Dead: whoever may still serve or start is never swept, however late its heartbeat. The providers use
-- the second one: they choose the row by all of its times, and it goes only if nobody has changed it since.
('CleanupDefunctSiloEntriesKey', $query$
    DELETE FROM orleans_silo
    WHERE deployment_id = @DeploymentId AND status = 6 AND i_am_alive_time < @IAmAliveTime
      AND start_time < @IAmAliveTime
$query$),
('CleanupDefunctSiloEntryKey', $query$
    DELETE FROM orleans_silo
    WHERE deployment_id = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
      AND status = 6 AND start_time = @StartTime AND i_am_alive_time = @IAmAliveTime
      AND coalesce(suspect_times, '') = coalesce(@SuspectTimes, '')
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
    WHERE OrleansQuery.QueryText <> excluded.QueryText;

-- Reminders --------------------------------------------------------------------------------------------------------
CREATE TABLE IF NOT EXISTS orleans_reminder (
    service_id text NOT NULL,
    grain_id text NOT NULL,
    reminder_name text NOT NULL,
    start_time timestamptz NOT NULL,
    period_ms bigint NOT NULL,
    grain_hash integer NOT NULL,
    version integer NOT NULL DEFAULT 0,
    PRIMARY KEY (service_id, grain_id, reminder_name)
);
-- A silo reads the reminders of its part of the ring of hashes.
CREATE INDEX IF NOT EXISTS orleans_reminder_by_hash ON orleans_reminder (service_id, grain_hash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', $query$
    INSERT INTO orleans_reminder (service_id, grain_id, reminder_name, start_time, period_ms, grain_hash)
    VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash)
    ON CONFLICT (service_id, grain_id, reminder_name) DO UPDATE SET
        start_time = excluded.start_time, period_ms = excluded.period_ms, grain_hash = excluded.grain_hash,
        version = orleans_reminder.version + 1
    RETURNING version AS Version
$query$),
('ReadReminderRowsKey', $query$
    SELECT
        grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period_ms AS Period,
        version AS Version
    FROM orleans_reminder WHERE service_id = @ServiceId AND grain_id = @GrainId
$query$),
('ReadReminderRowKey', $query$
    SELECT
        grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period_ms AS Period,
        version AS Version
    FROM orleans_reminder
    WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName
$query$),
-- A range that does not wrap around the ring, then one that does.
('ReadRangeRows1Key', $query$
    SELECT
        grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period_ms AS Period,
        version AS Version
    FROM orleans_reminder
    WHERE service_id = @ServiceId AND grain_hash > @BeginHash AND grain_hash <= @EndHash
$query$),
('ReadRangeRows2Key', $query$
    SELECT
        grain_id AS GrainId, reminder_name AS ReminderName, start_time AS StartTime, period_ms AS Period,
        version AS Version
    FROM orleans_reminder
    WHERE service_id = @ServiceId AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)
$query$),
('DeleteReminderRowKey', $query$
    WITH deleted AS (
        DELETE FROM orleans_reminder
        WHERE service_id = @ServiceId AND grain_id = @GrainId AND reminder_name = @ReminderName AND version = @Version
        RETURNING version
    )
    SELECT EXISTS (SELECT FROM deleted)
$query$),
('DeleteReminderRowsKey', $query$
    DELETE FROM orleans_reminder WHERE service_id = @ServiceId
$query$)
ON CONFLICT (QueryKey) DO UPDATE SET QueryText = excluded.QueryText
    WHERE OrleansQuery.QueryText <> excluded.QueryText;
